-- Keep an earlier edition of one of a session's polls.
--
-- KEYS   1 session  2 editions
-- ARGV   1 id  2 document (JSON)
-- Reply  1 kept  |  0 there is no such session
--
-- Invariant: nothing is kept for a session that does not exist, as nothing would ever remove it.

local function keep(keys, argv)
  if redis.call('EXISTS', keys[1]) == 0 then return 0 end
  redis.call('HSET', keys[2], argv[1], argv[2])
  return 1
end

redis.register_function(library .. '_keep', keep)
