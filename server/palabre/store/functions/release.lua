-- Let go of a join code, unless another session has it.
--
-- KEYS   1 code
-- ARGV   1 session
-- Reply  1 the code was this session's  |  0 it was not
--
-- Invariant: a repeated deletion never takes a code from the session that got it next.

local function release(keys, argv)
  if redis.call('GET', keys[1]) ~= argv[1] then return 0 end
  return redis.call('DEL', keys[1])
end

redis.register_function(library .. '_release', release)
