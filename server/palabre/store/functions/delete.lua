-- Remove a session as it was at one version: everything that carries its hash tag.
--
-- KEYS   1 session  2... every other key that the session has had by that version
-- ARGV   1 version
-- Reply  1 removed, or there is none (any more)  |  0 another version is stored: look again
--
-- Invariant: no ballot outlives its session, as a run that began meanwhile changed the version.

local function delete(keys, argv)
  local version = redis.call('HGET', keys[1], 'version')
  if version and version ~= argv[1] then return 0 end
  -- Lua unpacks some 8,000 values at most.
  for first = 1, #keys, 1000 do
    redis.call('UNLINK', unpack(keys, first, math.min(first + 999, #keys)))
  end
  return 1
end

redis.register_function(library .. '_delete', delete)
