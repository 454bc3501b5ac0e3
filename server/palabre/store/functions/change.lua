-- Replace the session, and with it which runs take ballots and which editions are kept.
--
-- KEYS   1 session  2 editions
-- ARGV   1 version that the change was made from  2 new version  3 new document (JSON)
--        4 phases (JSON object, phase:<poll> to "<phase> <run>"; "gone <run>" for a removed poll)
--        5 editions that the new document names (JSON list)  6 those of them that the one before did not name
-- Reply  2 changed, and editions were removed  |  1 changed, or this very change was made before
--        0 another version is stored, or none, or an edition that is newly named is not kept
--
-- Invariants: the phases always say the same as the document, so a cast sees a close in the same instant;
-- and no edition is removed that the document names. Cut short between the two writes, an edition stays
-- that nobody names, until the next change.

local function change(keys, argv)
  local version, document = unpack(redis.call('HMGET', keys[1], 'version', 'document'))
  if version == argv[2] and document == argv[3] then return 1 end
  if version ~= argv[1] then return 0 end
  for _, id in ipairs(cjson.decode(argv[6])) do
    if redis.call('HEXISTS', keys[2], id) == 0 then return 0 end
  end
  local fields = {'version', argv[2], 'document', argv[3]}
  for field, value in pairs(cjson.decode(argv[4])) do
    fields[#fields + 1], fields[#fields + 2] = field, value
  end
  redis.call('HSET', keys[1], unpack(fields))
  local named, gone = {}, {}
  for _, id in ipairs(cjson.decode(argv[5])) do named[id] = true end
  for _, id in ipairs(redis.call('HKEYS', keys[2])) do
    if not named[id] then gone[#gone + 1] = id end
  end
  if #gone == 0 then return 1 end
  redis.call('HDEL', keys[2], unpack(gone))
  return 2
end

redis.register_function(library .. '_change', change)
