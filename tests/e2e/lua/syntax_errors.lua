-- What the compiler refuses, and how it says so.
local bad = { "x =", "x = = 1", "for", "for i do end", "for i = 1 do end", "if x", "if x then", "if x then else elseif", "while true", "repeat", "function", "function f(", "function f(a,", "function f(a b) end", "return return",
  "local", "local function", "local x <unknown> = 1", "local x <const> = 1; x = 2", "local a <close>, b <close> = 1, 2", "goto", "goto nowhere", "do goto l; local a; ::l:: print(a) end", "::l:: ::l::", "break", "x", "x.y", "x:y", "f(", "f(1,", "{", "x = {1,2", "x = {[1]}", "x = {[1=2}",
  "'unfinished", "\"unfinished\n\"", "[[unfinished", "--[[unfinished", "x = '\\q'", "x = '\\300'", "x = '\\xZZ'", "x = '\\u{110000000000}'", "x = '\\u{'", "x = '\\uZ'", "x = 0x", "x = 1e", "x = 1..2", "x = 3x", "x = 0xep", "[=x", "x = ~", "x = @", "x = !", "x = $", "x = 1 .. ", "a.b:c = 1", "f() = 1", "(a) = 1", "a, b", "a, f() = 1", "...", "function f() return ... end", "x = }", "end", "until", "\1", "x = '\\", "x = \"a\\z", "return 1,", "local x = function", "local function f() local function g() return", "if a then b else c end", "and", "x = not", "x = #", "x = 1 = 2", "for a.b in c do end", "for a, in b do end", "local 1", "goto 1", "::1::", "x = {f=}", "a = b c", "a.1 = 2", "a[1 = 2", "x = (1", "x = [", "x = [=", "local x <close" }
for _, source in ipairs(bad) do
  local f, message = load(source, "=chunk")
  print(f == nil and "ok" or "ACCEPTED " .. source, message)
end
local many = {}; for i = 1, 201 do many[i] = "local v" .. i end
print(load(table.concat(many, "\n"), "=many"))
local ups = {}; for i = 1, 150 do ups[#ups + 1] = "local a" .. i end; ups[#ups + 1] = "local function f()"; for i = 1, 110 do ups[#ups + 1] = "local b" .. i end; ups[#ups + 1] = "return function() return 0"
for i = 1, 150 do ups[#ups + 1] = "+a" .. i end; for i = 1, 110 do ups[#ups + 1] = "+b" .. i end; ups[#ups + 1] = "end end"; print(load(table.concat(ups, " "), "=ups"))
print(load(("x = "):rep(1) .. ("{"):rep(250) .. ("}"):rep(250), "=nest")); print(load("x = " .. ("-"):rep(1000) .. "1", "=unary") ~= nil)
print(load("local a = " .. ("a.."):rep(190) .. "a", "=concat") ~= nil, (load("return " .. ("1+"):rep(500) .. "1")()))
print(load("return f(" .. ("1,"):rep(260) .. "1)", "=args")); print(load("x = [[" .. ("l\n"):rep(1000) .. "]]", "=lines") ~= nil)
print(load("#!/bin/lua\nx = 1", "=shebang")); print(load("x = 1 --comment", "@file.lua") ~= nil, select(2, load("x = ", "@" .. ("long/"):rep(30) .. "file.lua")), select(2, load("x = ", ("source text "):rep(20))), select(2, load("x = \nnext line")))
