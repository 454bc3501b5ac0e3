-- Keep a new session, unless it is kept already.
--
-- KEYS   1 session
-- ARGV   1 fields (JSON object): version, document, code, token:<role>, phase:<poll>  2 secret (bytes)
-- Reply  1
--
-- Invariant: a session that exists is never overwritten, so that a repeated creation changes nothing.

local function create(keys, argv)
  if redis.call('EXISTS', keys[1]) == 1 then return 1 end
  local fields = {'secret', argv[2]}
  for field, value in pairs(cjson.decode(argv[1])) do
    fields[#fields + 1], fields[#fields + 2] = field, value
  end
  redis.call('HSET', keys[1], unpack(fields))
  return 1
end

redis.register_function(library .. '_create', create)
