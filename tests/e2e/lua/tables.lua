-- Tables: array and hash parts, length, growth, next.
local t = {}
for i = 1, 1000 do t[i] = i * i end
for i = 1, 1000, 3 do t[i] = nil end
local n = 0
for k, v in pairs(t) do n = n + v end
print(n, #{ 1, 2, 3 }, #{ 1, nil, 3 } >= 1, next({}), next({ 5 }))
local h = {}
for i = 1, 100 do h["k" .. i] = i; h[i + 0.5] = i; h[-i] = i end
h[true] = 1; h[false] = 2; h[print] = 3; h[1e300] = 4; h[2^53] = 5; h[3.0] = "three"
assert(h[3] == "three" and h[true] == 1 and h[false] == 2 and h[print] == 3 and h[1e300] == 4 and h[2^53 | 0] == 5)
local count = 0
for _ in pairs(h) do count = count + 1 end
for i = 1, 100 do h["k" .. i] = nil end
for _ in pairs(h) do count = count + 1 end
print(count)
print(pcall(function() h[nil] = 1 end), pcall(function() h[0 / 0] = 1 end), h[nil], h[0 / 0], pcall(next, {}, "no such key"))
for k in pairs(h) do h[k] = nil end
assert(next(h) == nil)
local big = { n = 1, 1, 2, 3, [10] = 10, x = { y = { z = "deep" } }, f = function() return 5 end; "four" }
print(big[4], big.x.y.z, big.f(), big[10], #big)
local s = {}
for i = 10, 1, -1 do s[i] = i end
print(#s, s[#s])
local sparse = { [1] = 1, [2] = 2, [4] = 4, [1000000] = 5, [math.maxinteger] = 6, [math.mininteger] = 7 }
print(sparse[math.maxinteger], sparse[math.mininteger], sparse[1000000])
local list = {}
for i = 1, 70 do list[#list + 1] = i end
while #list > 0 do list[#list] = nil end
print(#list)
local many = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
  39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, table.unpack({ 56, 57, 58 }) }
print(#many)
for i, v in ipairs(setmetatable({}, { __index = function(_, i) if i < 4 then return i * 2 end end })) do io.write(i, "=", v, " ") end
print()
