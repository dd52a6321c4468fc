-- find, match, gmatch, gsub with every kind of pattern item.
print(("hello world"):find("o w"), ("hello"):find("l", 1, true), ("hello"):find("xyz"), ("a.b"):find(".", 2, true))
print(("hello"):find("", 10), ("hello"):find("", 6), ("hello"):find("l", -2), ("hello"):find("h", -100))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("  trim  "):match("^%s*(.-)%s*$") .. "|")
print(("2024-01-31"):match("(%d+)-(%d+)-(%d+)"), ("abc"):match("()b()"), ("x"):match("y?"), ("aaa"):match("a-b"))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, v, ";") end
for w in ("one two  three"):gmatch("%a+") do io.write(w, ".") end
for p in ("abc"):gmatch("") do io.write("-") end
for a in ("abab"):gmatch("^a") do io.write(a) end
print()
print(("hello"):gsub("l", "L"), ("hello"):gsub("l", "L", 1), ("hello"):gsub("", "-"), ("abc"):gsub("%w", "%0%0"))
print(("hello world"):gsub("(%w+) (%w+)", "%2 %1"), ("$name is $age"):gsub("%$(%w+)", { name = "Bob", age = 7 }))
print(("abc"):gsub("%w", function(c) if c == "b" then return false elseif c == "c" then return "C" end end))
print(("THE (quick) fox"):find("%((%a+)%)"), ("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):gsub("%f[%a]%a+", "w"))
print(("[x]"):match("[%]%[]"), ("a-b"):match("[a%-]+"), ("0aF"):match("^%x+$"), ("x^y"):match("[x^]+"), ("abc"):match("[^a]+"))
print(("\0\1"):match("%c+") == "\0\1", ("!?"):match("%p+"), ("Ab"):match("%u%l"), ("é"):match("%A+") == "é", ("a b"):match("%S+"))
print(("aXb"):match("%L"), ("a1"):match("%D"), ("a "):match("%W") , ("a!"):match("%P"), ("\1a"):match("%C"), ("gG"):match("%X"), ("aA"):match("%U"), ("!x"):match("%g+"), (" x"):match("%G") )
print(("abcabc"):match("(abc)%1"), ("abab"):match("(a)(b)%1%2"), ("aaab"):match("a*b"), ("b"):match("a*b"), ("aab"):match("a+b"), ("b"):match("a+b"))
for _, bad in ipairs { "(", ")", "%", "[a", "[]", "[^]", "%b", "%bx", "%f", "%1", "(%1)", "(()", "[%", "[a-%" } do
  print(bad, pcall(string.find, "aaa", bad))
end
print(pcall(string.gsub, "x", "x", "%2"), pcall(string.gsub, "x", "x", "%"), pcall(string.gsub, "x", "x", function() return {} end))
print(pcall(string.gsub, "x", "x"), pcall(string.rep, "x", -1))
print(pcall(string.find, ("a"):rep(250000), (".-"):rep(20) .. "b", 249990))
print(pcall(string.match, ("("):rep(40), ("("):rep(40)))
print(select(2, pcall(string.match, ("x"):rep(300), ("x?"):rep(300) .. ("x"):rep(300))))
