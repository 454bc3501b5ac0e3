-- Take one node's report of its connections, and add up the reports of all nodes that are alive.
--
-- KEYS   1 session  2 nodes
-- ARGV   1 node  2 now (ms)  3 how long a report counts (ms)
--        4 participants  5 stages  6 facilitators  7 moderators
-- Reply  {participants, stages, facilitators, moderators}
--
-- Invariant: each node has one report; nothing is kept for a session that does not exist.

local function report(nodes, argv)
  if argv[4] + argv[5] + argv[6] + argv[7] == 0 then
    redis.call('HDEL', nodes, argv[1])
  else
    redis.call('HSET', nodes, argv[1], table.concat({argv[2], argv[4], argv[5], argv[6], argv[7]}, ' '))
    redis.call('PEXPIRE', nodes, argv[3])
  end
end

local function attend(keys, argv)
  local sums = {0, 0, 0, 0}
  if redis.call('EXISTS', keys[1]) == 0 then return sums end
  report(keys[2], argv)
  local reports = redis.call('HGETALL', keys[2])
  for index = 1, #reports, 2 do
    local numbers = {}
    for number in string.gmatch(reports[index + 1], '%d+') do numbers[#numbers + 1] = tonumber(number) end
    if argv[2] - numbers[1] > tonumber(argv[3]) then
      redis.call('HDEL', keys[2], reports[index])
    else
      for role = 1, 4 do sums[role] = sums[role] + numbers[role + 1] end
    end
  end
  return sums
end

redis.register_function(library .. '_attend', attend)
