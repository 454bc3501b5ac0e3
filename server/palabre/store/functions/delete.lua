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
  redis.call('UNLINK', unpack(keys))
  return 1
end

redis.register_function(library .. '_delete', delete)
