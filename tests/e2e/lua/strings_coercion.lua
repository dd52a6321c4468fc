-- Numbers to strings and back, concatenation of many values, comparison through strcoll.
local out = {}; for _, v in ipairs { 0, -1, 1.0, 0.1, 1e10, 123456789, 1e-5, 2^63, -2^63, 3.14159, 100, 1e16, 12345678901234567890 } do out[#out + 1] = tostring(v) .. "/" .. v .. "/" .. (tonumber(tostring(v)) == v and "same" or "not") end; print(table.concat(out, " "))
print(1 .. 2 .. 3 .. "x" .. 1.5 .. -1, ("a"):rep(10) .. "" .. "" .. ("b"):rep(300):sub(1, 3), #(("q"):rep(50) .. ("w"):rep(50)), "" .. "", "" .. "x", "x" .. "")
print("abc" == "abc", "abc" < "abd", "Z" < "a", "" == "", "a" <= "a", "b" >= "c", "a\0b" == "a\0b", "a\0b" < "a\0c", ("x"):rep(41) == ("x"):rep(41), ("x"):rep(41) == ("x"):rep(40) .. "y", "1" == 1, 0 == -0)
print(tostring(12):rep(2), pcall(function() return (12):rep(2) end)) 
