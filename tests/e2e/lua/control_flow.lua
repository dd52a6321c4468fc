-- Loops, goto, nested breaks, and what the code generator makes of conditions.
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end; io.write(i, ",", j, " "); ::continue:: end end
for i = 10, 1, -3 do io.write(i, " ") end; for i = 1.0, 2.0, 0.25 do io.write(i, " ") end; for i = 5, 1 do error() end; for i = 1, 0.5 do error() end
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end; for i = math.mininteger, math.mininteger + 1 do io.write(i, " ") end
for i = 1, math.huge do if i > 3 then break end end; for i = 1, -math.huge, -1 do if i < -3 then break end end; for i = 3, 1.5, -1 do io.write(i, " ") end; for i = 1, 2.7 do io.write(i, " ") end; for i = 1.5, 0, -1 do io.write(i, " ") end
print()
local n = 0; while n < 5 do n = n + 1; if n == 3 then break end end; repeat local done = n >= 6; n = n + 1 until done; print(n)
do local i = 1; ::top:: if i <= 3 then io.write(i, " "); i = i + 1; goto top end; print() end
do local fs = {}; local i = 1; ::again:: local x = i; fs[i] = function() x = x + 1; return x end; i = i + 1; if i <= 3 then goto again end; print(fs[1](), fs[1](), fs[2](), fs[3]()) end
local function c(...) local r = {}; for i = 1, select("#", ...) do r[i] = tostring((select(i, ...))) end; return table.concat(r, " ") end
local t, f, z = true, false, nil
print(c(t and f, t or f, f and t, f or t, not t, not z, t and 1 or 2, f and 1 or 2, z or f, z and f, f or z, (t and z) or 5, t and (f or 7), not (t and f), not not z))
local function cmp(a, b) return c(a < b, a <= b, a > b, a >= b, a == b, a ~= b) end
print(cmp(1, 2), cmp(2, 1), cmp(1, 1), cmp(1.5, 2), cmp(2, 1.5), cmp("a", "b"), cmp(1, 1.0), cmp(0 / 0, 1), cmp(math.maxinteger, math.maxinteger + 0.0), cmp(math.mininteger, -2^63), cmp(2^53, 2^53 + 1), cmp(1, math.huge), cmp(-math.huge, 1))
local function k(a) return c(a == 1, a == 1.5, a == "s", a == nil, a == true, a < 10, a <= 10, a > 10, a >= 10, 10 < a, 10 <= a, 10 > a, 10 >= a, a < 1000000, a < 2.5, a == 1000000) end
print(k(1), k(10), k(10.5), k(1000000))
local function ifs(x) if x == 1 then return "one" elseif x == 2 then return "two" elseif not x then return "none" elseif x and x > 100 then return "big" else return "other" end end
print(ifs(1), ifs(2), ifs(nil), ifs(500), ifs(50))
local a, b, d = 1, 2; a, b = b, a; local e, g = (function() return 1, 2, 3 end)(); print(a, b, d, e, g, ((function() return 1, 2 end)()))
local q = {}; local i = 1; i, q[i] = i + 1, 20; print(i, q[1], q[2]); local m = { x = { 1 } }; m.x, m.x[1] = 5, 6; print(m.x)
local function va(...) local x, y = ...; return select("#", ...), x, y, ... end; print(va()); print(va(1)); print(va(1, 2, 3)); print((va(1, nil, nil)))
local function tail(n) if n == 0 then return "done" end; return tail(n - 1) end; print(tail(100000))
if 1 then print("const") end; if nil then print("never") end; while false do end; repeat until true; if not 1 then print("never") else print("else") end; if 1 == 1 and "a" == "a" then print("folded") end
