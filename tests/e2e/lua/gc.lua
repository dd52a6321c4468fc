-- The collector: incremental, generational, weak tables, finalisers.
local weak, keys, both = setmetatable({}, { __mode = "v" }), setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "kv" })
local keep = {}
for i = 1, 50 do
  local o = {}
  if i % 2 == 0 then keep[#keep + 1] = o end
  weak[i] = o; keys[o] = i; both[o] = o
end
weak.s = "string"; weak.n = 1; keys[1] = {}; keys.s = {}
collectgarbage(); collectgarbage()
local function size(t) local n = 0; for _ in pairs(t) do n = n + 1 end; return n end
print(size(weak), size(keys), size(both))
local ephemeron = setmetatable({}, { __mode = "k" })
do local k = {}; ephemeron[k] = { k }; for i = 1, 10 do local n = {}; ephemeron[k][2] = n; ephemeron[n] = k; k = n end end
collectgarbage(); print(size(ephemeron))
local mixed = setmetatable({}, { __mode = "k" }) -- wherever tables lie in memory, numbers share chains with dead ones
for i = 1, 200 do mixed[{}] = i; mixed[i + 0.5] = i; mixed["s" .. i] = i end
collectgarbage(); print(size(mixed))
local finalised, revived = 0, nil
for i = 1, 10 do setmetatable({}, { __gc = function() finalised = finalised + 1 end }) end
setmetatable({ "phoenix" }, { __gc = function(o) revived = o end })
collectgarbage(); print(finalised, revived[1])
warn("@on"); setmetatable({}, { __gc = function() error("in a finaliser") end }); collectgarbage(); warn("@off"); warn("unheard")
setmetatable({}, { __gc = true }); setmetatable({}, { __gc = function() error({}) end }); collectgarbage()
print(collectgarbage("incremental", 150, 200, 10), collectgarbage("generational", 20, 100), collectgarbage("incremental"))
for _, mode in ipairs { "generational", "incremental" } do
  collectgarbage(mode)
  local live = {}
  for i = 1, 30000 do
    live[i % 100 + 1] = { i, tostring(i), function() return i end }
    if i % 997 == 0 then live[i % 100 + 1][4] = live end
  end
  for i = 1, 20 do collectgarbage("step", i * 10) end
  print(mode, #live)
end
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("count") > 0)
print(collectgarbage("setpause", 200), collectgarbage("setstepmul", 100), pcall(collectgarbage, "nonsense"), collectgarbage("step"))
local co = coroutine.wrap(function() local t = {}; for i = 1, 100 do t[i] = {}; coroutine.yield(i) end end)
for i = 1, 50 do co(); if i % 10 == 0 then collectgarbage() end end
local u = {}; for i = 1, 20 do local x = i; u[i] = function() x = x + 1; return x end end
collectgarbage("generational"); for i = 1, 20 do u[i]() end; collectgarbage(); collectgarbage("step"); for i = 1, 20 do assert(u[i]() == i + 2) end
setmetatable({}, { __gc = function() print("closed at the end") end })
