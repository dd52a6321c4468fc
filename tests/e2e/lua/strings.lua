-- The string library without patterns.
local s = "hello world"
assert(#s == 11 and s:len() == 11 and s:upper() == "HELLO WORLD" and ("ABC"):lower() == "abc")
assert(s:sub(1, 5) == "hello" and s:sub(-5) == "world" and s:sub(3, 2) == "" and s:sub(-100, 100) == s)
assert(s:rep(3, "-") == "hello world-hello world-hello world" and s:rep(0) == "" and s:rep(-1) == "")
assert(s:reverse() == "dlrow olleh" and s:byte() == 104 and s:byte(100) == nil)
print(s:byte(1, -1))
assert(string.char() == "" and string.char(104, 105) == "hi")
assert(not pcall(string.char, 256) and not pcall(string.rep, "x", 1 << 60) and not pcall(string.rep))
assert("a" < "b" and "a" < "aa" and not ("b" < "a") and "a\0b" > "a\0a" and "a\0" > "a" and "" < "a")
assert("10" + 5 == 15 and "0x10" + 0 == 16 and "1e1" * 1 == 10.0 and -"2" == -2 and "10" // "3" == 3)
assert(not pcall(function() return "a" + 1 end) and not pcall(function() return {} .. "x" end))
assert(10 .. 20 == "1020" and 1.5 .. "" == "1.5" and -0.0 .. "" == "-0.0" and 2^63 .. "" == "9.2233720368548e+18")
assert(tostring(1e15) == "1e+15" and tostring(2^53) == "9.007199254741e+15" and tostring(1e100) == "1e+100")
assert(tostring(nil) == "nil" and tostring(true) == "true" and tostring(-1) == "-1" and tostring(1e308 * 10) == "inf")
local long = ("x"):rep(100)
local t = { [long] = 1, ["short"] = 2 }
assert(t[("x"):rep(50) .. ("x"):rep(50)] == 1 and t["sh" .. "ort"] == 2 and t[("y"):rep(100)] == nil)
local parts = {}
for i = 1, 300 do parts[i] = i % 7 == 0 and long or tostring(i) end
local joined = table.concat(parts, ",")
print(#joined, joined:sub(1, 40), select("#", joined:byte(1, 100)))
print("\65\x41\u{41}\z
       tail\a\b\f\v\\\"\'\
end" == "AAAtail\7\8\12\11\\\"'\nend")
print([==[
long ]] bracket]=] ]==])
