-- Take one node's report of its connections, and add up the reports of all nodes that are alive.
--
-- KEYS   1 session  2 nodes
-- ARGV   1 node  2 now (ms)  3 how long a report counts (ms)
--        4 participants  5 stages  6 facilitators  7 moderators
-- Reply  {participants, stages, facilitators, moderators}
--
-- Invariant: each node has one report; nothing is kept for a session that does not exist. Reports that are
-- too old are not counted, and are removed when the next node leaves: one write each call, never two.

local function read(line)
  local numbers = {}
  for number in string.gmatch(line, '%d+') do numbers[#numbers + 1] = tonumber(number) end
  return numbers
end

local function add_up(nodes, argv)
  local sums, outdated = {0, 0, 0, 0}, {}
  local reports = redis.call('HGETALL', nodes)
  for index = 1, #reports, 2 do
    local numbers = read(reports[index + 1])
    if argv[2] - numbers[1] > tonumber(argv[3]) then
      outdated[#outdated + 1] = reports[index]
    elseif reports[index] ~= argv[1] then
      for role = 1, 4 do sums[role] = sums[role] + numbers[role + 1] end
    end
  end
  return sums, outdated
end

local function attend(keys, argv)
  if redis.call('EXISTS', keys[1]) == 0 then return {0, 0, 0, 0} end
  local sums, outdated = add_up(keys[2], argv)
  if argv[4] + argv[5] + argv[6] + argv[7] == 0 then
    redis.call('HDEL', keys[2], argv[1], unpack(outdated))
    return sums
  end
  redis.call('HSET', keys[2], argv[1], table.concat({argv[2], argv[4], argv[5], argv[6], argv[7]}, ' '))
  for role = 1, 4 do sums[role] = sums[role] + argv[role + 3] end
  return sums
end

redis.register_function(library .. '_attend', attend)
