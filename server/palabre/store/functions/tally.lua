-- Read the tally of one run at one instant.
--
-- KEYS   1 ballots  2 marks  3 version
-- ARGV   none
-- Reply  {version, turnout, {mark, sum, mark, sum, ...}}; all empty where nothing was cast
--
-- Invariant: the turnout is the number of ballots stored, not a second count of them.

local function tally(keys)
  local version = tonumber(redis.call('GET', keys[3]) or 0)
  return {version, redis.call('HLEN', keys[1]), redis.call('HGETALL', keys[2])}
end

redis.register_function{
  function_name = library .. '_tally', callback = tally, flags = {'no-writes'},
}
