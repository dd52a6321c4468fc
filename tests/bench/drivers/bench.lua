-- bench.lua SCALE: calls, tables, strings, closures, sorting.
local scale = tonumber(arg[1])
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local sum = 0
for round = 1, scale do
  sum = sum + fib(16)
  local t = {}
  for i = 1, 1000 do t[i] = (i * 7919) % 1009 end
  table.sort(t)
  for i, v in ipairs(t) do sum = sum + (v % 3 == 0 and i or -v) end
  local words = {}
  for w in ("the quick brown fox jumps over the lazy dog "):rep(20):gmatch("%a+") do
    words[w] = (words[w] or 0) + #w
  end
  local parts = {}
  for i = 1, 200 do parts[#parts + 1] = string.format("%d:%s", i, words.the) end
  sum = sum + #table.concat(parts, ",")
  local object = setmetatable({}, {__index = function(_, k) return k * 2 end})
  for i = 1, 500 do sum = sum + object[i] end
end
print(sum)
