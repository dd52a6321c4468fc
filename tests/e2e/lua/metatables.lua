-- Every metamethod.
local log = {}
local mt = {}
for _, op in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat" } do
  mt["__" .. op] = function(a, b) log[#log + 1] = op; return op end
end
mt.__len = function() return 42 end
mt.__eq = function(a, b) log[#log + 1] = "eq"; return true end
mt.__lt = function(a, b) log[#log + 1] = "lt"; return true end
mt.__le = function(a, b) log[#log + 1] = "le"; return false end
mt.__call = function(self, ...) return "called", ... end
mt.__tostring = function() return "an object" end
mt.__name = "Object"
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local _ = a + 1, 1 + a, a - b, a * 2, 2 / a, a % 2, a ^ 2, -a, a // 2, a & 1, 1 | a, a ~ b, a << 1, 1 >> a, ~a, a .. "x", "x" .. a, 1 .. a
_ = a + 1.5, a & 1.5, 2^53 | a
print(#a, a == b, a ~= b, a < b, a <= b, a > 1, 1 >= a, a(1, 2), tostring(a), a == 1)
print(table.concat(log, " "))
local base = { greet = function() return "hi" end }
local derived = setmetatable({}, { __index = setmetatable({}, { __index = base }) })
print(derived.greet(), derived.missing, rawget(derived, "greet"), rawlen({ 1, 2 }), rawlen("abc"), rawequal(a, b), rawset({}, 1, 2)[1])
local store = {}
local w = setmetatable({}, { __newindex = store }); w.x = 1; print(rawget(w, "x"), store.x)
local f = setmetatable({ y = 1 }, { __newindex = function(t, k, v) rawset(t, k, v * 2) end }); f.x = 5; f.y = 7; print(f.x, f.y)
print(getmetatable("").__index == string, getmetatable(setmetatable({}, { __metatable = "locked" })), pcall(setmetatable, setmetatable({}, { __metatable = 1 }), {}))
print(pcall(function() return {} + 1 end), pcall(function() return {} < {} end), pcall(function() return {} < 1 end), pcall(function() return #5 end), pcall(function() return ({})() end))
print(pcall(function() local t = nil; return t.x end), pcall(function() local t = {}; t.x.y = 1 end), pcall(function() return -{} end), pcall(function() return 1 & 1.5 end), pcall(function() return 1 & "x" end))
local loop = {}; setmetatable(loop, { __index = loop }); 
local chain = {}; for i = 1, 2100 do chain = setmetatable({}, { __index = chain, __newindex = chain }) end
print(pcall(function() return chain.x end), pcall(function() chain.x = 1 end))
for k, v in pairs(setmetatable({}, { __pairs = function(t) return function(_, k) if not k then return 1, "one" end end, t, nil end })) do print(k, v) end
do
  local order = {}
  do
    local x <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "x" .. tostring(e) end })
    local y <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "y" .. tostring(e) end })
    local z <close> = nil
    local c <const> = 5
  end
  print(pcall(function() local x <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = e end }); error("oops", 0) end))
  print(pcall(function() local x <close> = 5 end)); print(table.concat(order, " "))
  for k in (function() return function(_, i) if i < 2 then return i + 1 end end, nil, 0, setmetatable({}, { __close = function() print("loop closed") end }) end)() do if k == 1 then break end end
end
