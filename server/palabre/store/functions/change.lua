-- Replace the session, and with it which runs take ballots; remove the ballots of dropped runs.
--
-- KEYS   1 session  2 phases  3... the keys of every dropped run
-- ARGV   1 version that the change was made from  2 new version  3 new document (JSON)
--        4 phases (JSON object, poll to "<phase> <run>")
-- Reply  1 changed, or this very change was made before  |  0 another version is stored, or none
--
-- Invariant: the phases always say the same as the document, so a cast sees a close in the same instant.

local function change(keys, argv)
  local version, document = unpack(redis.call('HMGET', keys[1], 'version', 'document'))
  if version == argv[2] and document == argv[3] then return 1 end
  if version ~= argv[1] then return 0 end
  redis.call('HSET', keys[1], 'version', argv[2], 'document', argv[3])
  redis.call('DEL', keys[2])
  for poll, line in pairs(cjson.decode(argv[4])) do redis.call('HSET', keys[2], poll, line) end
  for index = 3, #keys do redis.call('UNLINK', keys[index]) end
  return 1
end

redis.register_function(library .. '_change', change)
