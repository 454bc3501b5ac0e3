-- Replace the session, and with it which runs take ballots.
--
-- KEYS   1 session
-- ARGV   1 version that the change was made from  2 new version  3 new document (JSON)
--        4 phases (JSON object, phase:<poll> to "<phase> <run>"; "gone <run>" for a removed poll)
-- Reply  1 changed, or this very change was made before  |  0 another version is stored, or none
--
-- Invariant: the phases always say the same as the document, so a cast sees a close in the same instant.

local function change(keys, argv)
  local version, document = unpack(redis.call('HMGET', keys[1], 'version', 'document'))
  if version == argv[2] and document == argv[3] then return 1 end
  if version ~= argv[1] then return 0 end
  local fields = {'version', argv[2], 'document', argv[3]}
  for field, value in pairs(cjson.decode(argv[4])) do
    fields[#fields + 1], fields[#fields + 2] = field, value
  end
  redis.call('HSET', keys[1], unpack(fields))
  return 1
end

redis.register_function(library .. '_change', change)
