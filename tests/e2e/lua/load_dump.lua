-- load, string.dump, environments, binary chunks and damaged ones.
local f = load("local a, b = ...; return a * b, x", "=named", "t", { x = 5 }); print(f(6, 7))
print(load("return 1", "n", "b")); print(load("\27Lua", "n", "t")); print(load("\27Lua", "bin")); print(load(function() return nil end)() == nil, pcall(load, 5))
local parts, i = { "return ", "1 ", "+ 2", "" }, 0; print(load(function() i = i + 1; return parts[i] end)()); print(load(function() return true end), load(function() error("reader") end), load(function() return {} end))
local up = 10
local function complex(n, ...) local t = { n, "s", 1.5, nil, true, false, ("long string constant "):rep(1) }; for i = 1, n do t[#t + 1] = function() up = up + i; return up end end; goto done; ::done:: return select("#", ...) + #t, "constant longer than forty characters to be a long string" end
local dumped, stripped = string.dump(complex), string.dump(complex, true); print(#dumped > #stripped)
local g, h = load(dumped, "d", "b"), load(stripped, "s", "b"); debug.setupvalue(g, 1, 1); print(pcall(g, 2, "x")); print(pcall(h, 2, "x"))
print(load(string.dump(load("return ...")))("passed")); print(pcall(string.dump, print))
local accepted = 0; for n = 0, #dumped - 1, 7 do if load(dumped:sub(1, n), "cut", "b") then accepted = accepted + 1 end end; print("cut chunks accepted:", accepted)
for pos = 1, 31 do local d = dumped:sub(1, pos - 1) .. string.char((dumped:byte(pos) + 1) % 256) .. dumped:sub(pos + 1); local ok, e = load(d, "=bad", "b"); if pos <= 4 or (pos >= 5 and pos <= 15) then print(pos, ok ~= nil, e) end end
local env = setmetatable({}, { __index = _G }); local c = load("y = 5; return y, print ~= nil", "e", "t", env); print(c(), rawget(env, "y"), y)
local function setenv() local _ENV = { z = 9 }; return z end; print(setenv()); local _ENV <const> = setmetatable({}, { __index = _ENV }); w = 1; print(w, _G.w)
local name = os.tmpname(); local out = io.open(name, "w"); out:write("#!shebang\nreturn ..., 'loaded'"); out:close()
print(loadfile(name)(3)); print(dofile(name)); out = io.open(name, "wb"); out:write("# comment\n", string.dump(load("return 'binary'"))); out:close(); print(loadfile(name, "b")()); print((select(2, loadfile(name, "t")):gsub("^.-:", "")))
out = io.open(name, "w"); out:write("\xEF\xBB\xBFreturn 'bom'"); out:close(); print(dofile(name)); out = io.open(name, "w"); out:write("x ="); out:close(); print((select(2, loadfile(name)):gsub("^.-:", ""))); os.remove(name); print(loadfile(name) == nil, pcall(dofile, "./no/such/dir"))
