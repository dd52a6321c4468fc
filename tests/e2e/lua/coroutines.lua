-- Coroutines: yields across everything that may be yielded across.
local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b); local d, e = coroutine.yield(c * 2); return d + e end)
print(coroutine.resume(co, 1, 2)); print(coroutine.status(co)); print(coroutine.resume(co, 10)); print(coroutine.resume(co, 3, 4)); print(coroutine.status(co), coroutine.resume(co))
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen(), pcall(gen))
print(coroutine.isyieldable(), select(2, coroutine.running()), coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)())
print(pcall(coroutine.yield), pcall(coroutine.resume, 1), coroutine.resume(coroutine.running()))
local err = coroutine.create(function() error({ code = 5 }) end)
local ok, e = coroutine.resume(err); print(ok, e.code, coroutine.status(err), (coroutine.close(err)))
print(pcall(coroutine.wrap(function() error("inside") end)))
local inpcall = coroutine.wrap(function() local ok, v = pcall(function() local x = coroutine.yield(1); error("e" .. x, 0) end); coroutine.yield(v); return "end" end)
print(inpcall(), inpcall("X"), inpcall())
local mt = { __add = function(a, b) return coroutine.yield("add") end, __index = function(t, k) return coroutine.yield("index") end, __lt = function() return coroutine.yield("lt") end,
  __le = function() return coroutine.yield("le") end, __eq = function() return coroutine.yield("eq") end, __concat = function() return coroutine.yield("concat") end, __call = function(_, x) return coroutine.yield("call") end,
  __newindex = function() coroutine.yield("newindex") end, __len = function() return coroutine.yield("len") end, __unm = function() return coroutine.yield("unm") end, __close = function() coroutine.yield("close") end }
local function obj() return setmetatable({}, mt) end
local all = coroutine.wrap(function()
  local o = obj(); local r = { o + 1, o.x, o < o, o <= o, o == obj(), o .. "s", "s" .. o, o(1), #o, -o, not (o > 1) }; o.y = 1
  for k in (function() return coroutine.yield("iter") end) do break end
  do local c <close> = o end
  table.sort({ 3, 2, 1 }, function(a, b) return a < b end)
  return #r
end)
for i = 1, 30 do local v = all(i % 2 == 0); io.write(tostring(v), " "); if type(v) == "number" then break end end
print()
print(select("#", coroutine.wrap(function() return table.unpack({}, 1, 100) end)()))
local closing = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() print("closed") end }); coroutine.yield() end)
coroutine.resume(closing); print(coroutine.close(closing), coroutine.status(closing), pcall(coroutine.close, coroutine.running()))
local bad = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() error("in close", 0) end }); coroutine.yield() end)
coroutine.resume(bad); print(coroutine.close(bad))
local function recurse(n) if n == 0 then return 0 end; return coroutine.wrap(function() return 1 + recurse(n - 1) end)() end
print(recurse(50), pcall(recurse, 300))
print(pcall(string.gsub, "x", "x", function() return coroutine.wrap(function() coroutine.yield("y") end)() end), coroutine.wrap(function() return pcall(string.gsub, "x", "x", coroutine.yield) end)())
local sieve = coroutine.wrap(function() for n = 2, 60 do coroutine.yield(n) end end)
local function filter(p, g) return coroutine.wrap(function() for n in g do if n % p ~= 0 then coroutine.yield(n) end end end) end
local primes = {}; while true do local n = sieve(); if not n then break end; primes[#primes + 1] = n; sieve = filter(n, sieve) end
print(table.concat(primes, " "))
print(xpcall(function() return coroutine.wrap(function() return xpcall(coroutine.yield, print, "y") end)() end, print))
local d = coroutine.wrap(function(...) return select("#", ...), dofile and coroutine.yield(...) end); print(d(1, 2, 3), d("again"))
