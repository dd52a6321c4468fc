-- A recursive-descent JSON codec, there and back.
local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }
local function encode(v, out)
  local t = type(v)
  if t == "table" then
    if #v > 0 or next(v) == nil then out[#out + 1] = "["; for i, e in ipairs(v) do if i > 1 then out[#out + 1] = "," end; encode(e, out) end; out[#out + 1] = "]"
    else local ks = {}; for k in pairs(v) do ks[#ks + 1] = k end; table.sort(ks); out[#out + 1] = "{"; for i, k in ipairs(ks) do if i > 1 then out[#out + 1] = "," end; encode(k, out); out[#out + 1] = ":"; encode(v[k], out) end; out[#out + 1] = "}" end
  elseif t == "string" then out[#out + 1] = '"' .. v:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
  elseif t == "number" or t == "boolean" then out[#out + 1] = tostring(v) elseif v == nil then out[#out + 1] = "null" else error("cannot encode a " .. t) end
  return out
end
local function decode(s)
  local pos = 1
  local function fail(m) error(("%s at %d"):format(m, pos), 0) end
  local function space() pos = s:find("%S", pos) or #s + 1 end
  local value
  local function str() local out = {}; pos = pos + 1; while true do local a, b, text, c = s:find('([^"\\]*)(["\\])', pos); if not a then fail "unfinished string" end; out[#out + 1] = text; pos = b + 1; if c == '"' then return table.concat(out) end
    local e = s:sub(pos, pos); pos = pos + 1; if e == "u" then out[#out + 1] = utf8.char(tonumber(s:sub(pos, pos + 3), 16) or fail "bad escape"); pos = pos + 4 else out[#out + 1] = ({ n = "\n", t = "\t", b = "\b", f = "\f", r = "\r" })[e] or e end end end
  function value() space(); local c = s:sub(pos, pos)
    if c == "{" then local r = {}; pos = pos + 1; space(); if s:sub(pos, pos) == "}" then pos = pos + 1; return r end; repeat space(); if s:sub(pos, pos) ~= '"' then fail "key expected" end; local k = str(); space(); if s:sub(pos, pos) ~= ":" then fail "colon expected" end; pos = pos + 1; r[k] = value(); space(); local d = s:sub(pos, pos); pos = pos + 1; if d ~= "," and d ~= "}" then fail "comma expected" end until d == "}"; return r
    elseif c == "[" then local r = {}; pos = pos + 1; space(); if s:sub(pos, pos) == "]" then pos = pos + 1; return r end; repeat r[#r + 1] = value(); space(); local d = s:sub(pos, pos); pos = pos + 1; if d ~= "," and d ~= "]" then fail "comma expected" end until d == "]"; return r
    elseif c == '"' then return str() elseif s:find("^true", pos) then pos = pos + 4; return true elseif s:find("^false", pos) then pos = pos + 5; return false elseif s:find("^null", pos) then pos = pos + 4; return nil
    else local n = s:match("^-?%d+%.?%d*[eE]?[+-]?%d*", pos); if not n then fail "value expected" end; pos = pos + #n; return tonumber(n) end end
  local r = value(); space(); if pos <= #s then fail "rubbish" end; return r
end
local text = '{"a":[1,2.5,-3e2,true,false],"b":{"c":"x\\ny\\u0041\\"","d":[]},"e":"é"}'
local again = table.concat(encode(decode(text), {})); print(again, table.concat(encode(decode(again), {})) == again)
for _, bad in ipairs { "", "{", "[1", '{"a"}', '{"a":1', "[1 2]", '"x', "tru", "1 2", "{1:2}", '["\\uZZZZ"]' } do print(bad, pcall(decode, bad)) end
print(pcall(encode, { print }, {}))
