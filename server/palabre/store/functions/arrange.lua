-- Keep how a figure is arranged, if it was arranged from what is kept.
--
-- KEYS   1 run
-- ARGV   1 shape  2 versions that it was arranged from ("" for none)  3 new versions  4 new layout (JSON)
--        5 limit of shapes a run
-- Reply  nil it is kept now, or there is no room or no run for it  |  the versions and layout that are kept instead
--
-- Invariant: of several nodes that go on from one layout, one is followed by all.

local function arrange(keys, argv)
  local field = 'layout:' .. argv[1]
  local version, shapes, kept = unpack(redis.call('HMGET', keys[1], 'version', 'layouts', field))
  if not version then return nil end
  if kept then
    local versions = string.match(kept, '^[^\n]*')
    if versions ~= argv[2] then return kept end
    redis.call('HSET', keys[1], field, argv[3] .. '\n' .. argv[4])
  elseif tonumber(shapes or '0') < tonumber(argv[5]) then
    redis.call('HSET', keys[1], field, argv[3] .. '\n' .. argv[4], 'layouts', tonumber(shapes or '0') + 1)
  end
  return nil
end

redis.register_function(library .. '_arrange', arrange)
