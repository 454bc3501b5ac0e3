-- Keep a new session, unless it is kept already.
--
-- KEYS   1 session  2 phases  3 tokens  4 secret
-- ARGV   1 version  2 document (JSON)  3 phases (JSON object, poll to "<phase> <run>")
--        4 tokens (JSON object, role to hash)  5 secret
-- Reply  1
--
-- Invariant: a session that exists is never overwritten, so that a repeated creation changes nothing.

local function create(keys, argv)
  if redis.call('EXISTS', keys[1]) == 1 then return 1 end
  redis.call('HSET', keys[1], 'version', argv[1], 'document', argv[2])
  for poll, line in pairs(cjson.decode(argv[3])) do redis.call('HSET', keys[2], poll, line) end
  for role, hash in pairs(cjson.decode(argv[4])) do redis.call('HSET', keys[3], role, hash) end
  redis.call('SET', keys[4], argv[5])
  return 1
end

redis.register_function(library .. '_create', create)
