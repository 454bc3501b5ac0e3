-- Read the tally of one run at one instant.
--
-- KEYS   1 run
-- ARGV   none
-- Reply  {version, turnout, {mark, sum, mark, sum, ...}}; all empty where nothing was cast
--
-- Invariant: a mark that no ballot makes any more is not in the tally. Never reads the ballots.

local function sums(run, chunk, marks)
  local names = cjson.decode('[' .. redis.call('HGET', run, 'names:' .. chunk) .. ']')
  local fields = {}
  for index, name in ipairs(names) do fields[index] = 'mark:' .. name end
  for index, sum in ipairs(redis.call('HMGET', run, unpack(fields))) do
    if sum ~= '0' then marks[#marks + 1], marks[#marks + 2] = names[index], sum end
  end
end

local function tally(keys)
  local version, turnout, names = unpack(redis.call('HMGET', keys[1], 'version', 'turnout', 'names'))
  local marks = {}
  for chunk = 0, math.ceil((names or 0) / 64) - 1 do sums(keys[1], chunk, marks) end
  return {tonumber(version or 0), tonumber(turnout or 0), marks}
end

redis.register_function{
  function_name = library .. '_tally', callback = tally, flags = {'no-writes'},
}
