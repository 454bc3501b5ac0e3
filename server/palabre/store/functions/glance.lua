-- Read the two versions that a watcher compares.
--
-- KEYS   1 session  2 run; absent where no poll is on the stage
-- ARGV   none
-- Reply  {version of the session, version of the tally}; null where there is no session
--
-- Invariant: reads two numbers, whatever the size of the poll.

local function glance(keys)
  local session = redis.call('HGET', keys[1], 'version')
  if not session then return false end
  local tally = keys[2] and redis.call('HGET', keys[2], 'version')
  return {tonumber(session), tonumber(tally or 0)}
end

redis.register_function{
  function_name = library .. '_glance', callback = glance, flags = {'no-writes'},
}
