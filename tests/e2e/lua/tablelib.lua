-- The table library.
local t = { 5, 3, 1, 4, 2 }
table.sort(t); print(table.concat(t, " "))
table.sort(t, function(a, b) return a > b end); print(table.concat(t, " "))
local words = {}
for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = w end
table.sort(words); print(table.concat(words, ",", 2, 4), table.concat({}), table.concat({ 1, 2.5, "x" }, "-"))
local big, x = {}, 12345
for i = 1, 500 do x = (x * 1103515245 + 12345) % 2147483648; big[i] = x % 1000 end
table.sort(big)
for i = 2, #big do assert(big[i - 1] <= big[i]) end
for _, n in ipairs { 0, 1, 2, 3, 150 } do
  local same = {}
  for i = 1, n do same[i] = 7 end
  table.sort(same)
end
print(pcall(table.sort, { 3, 1, 2, 5, 4, 7, 6, 9, 8 }, function() return true end))
print(pcall(table.sort, { 1, "x", 2 }), pcall(table.sort, { 1, 2, 3 }, 5))
table.insert(t, 6); table.insert(t, 1, 0); print(table.concat(t, " "), table.remove(t), table.remove(t, 1), table.remove({}), table.remove({}, 0))
print(pcall(table.insert, t, 100, 1), pcall(table.insert, t), pcall(table.insert, t, 1, 2, 3), pcall(table.remove, t, 100), table.remove(t, #t + 1))
print(table.unpack({ 1, 2, 3 })); print(table.unpack({ 1, 2, 3 }, 2)); print(table.unpack({ 1, 2 }, 1, 3)); print(pcall(table.unpack, {}, 1, 1e8))
local p = table.pack(1, nil, 3); print(p.n, p[1], p[2], p[3], select("#", table.unpack(p, 1, p.n)))
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2), " "), table.concat(table.move({ 1, 2, 3, 4 }, 2, 4, 1), " "), #table.move({ 1, 2, 3 }, 1, 3, 1, {}), #table.move({}, 1, 0, 5))
print(pcall(table.move, {}, 1, math.maxinteger, 2), pcall(table.move, {}, -1, math.maxinteger, 2), pcall(table.concat, { 1, {}, 3 }), pcall(table.concat, {}, "", 1, 2))
local proxy = setmetatable({}, { __len = function() return 3 end, __index = function(_, i) return i * 10 end, __newindex = function(_, i, v) io.write("set ", i, "=", v, " ") end })
print(table.concat(proxy, " "), table.unpack(proxy)); table.insert(proxy, 99); print()
print(pcall(table.insert, setmetatable({}, { __len = function() return "x" end }), 1), pcall(table.concat, 5))
