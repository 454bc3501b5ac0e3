-- Count one ballot: old marks off, new marks on, version moved; or say why not.
--
-- KEYS   1 phases  2 ballots  3 marks  4 version
-- ARGV   1 poll  2 run  3 participant  4 rev  5 ballot (JSON)  6 marks (JSON object, name to increment)
-- Reply  {"counted", rev} | {"behind", rev} | {"shut", "draft" | "closed" | "gone" | "reset"}
--
-- Invariant: the marks are the sum of the marks of all stored ballots; a mark at 0 is not kept.
-- A stored ballot is three lines: rev, marks, ballot. JSON on one line holds no line feed.

local function stored(ballots, participant)
  local line = redis.call('HGET', ballots, participant)
  if not line then return 0, '{}', nil end
  local rev, marks, ballot = string.match(line, '^(%d+)\n([^\n]*)\n(.*)$')
  return tonumber(rev), marks, ballot
end

local function why_shut(phases, poll, run)
  local line = redis.call('HGET', phases, poll)
  if not line then return 'gone' end
  local phase, current = string.match(line, '^(%a+) (%d+)$')
  if current ~= run then return 'reset' end
  if phase ~= 'open' then return phase end
  return nil
end

local function add(marks, name, increment)
  if redis.call('HINCRBY', marks, name, increment) <= 0 then
    redis.call('HDEL', marks, name)
  end
end

local function cast(keys, argv)
  local poll, run, participant, rev, ballot = argv[1], argv[2], argv[3], tonumber(argv[4]), argv[5]
  local old_rev, old_marks, old_ballot = stored(keys[2], participant)
  -- First of all, so that a repeated delivery is acknowledged even after the close.
  if old_rev >= rev and old_ballot == ballot then return {'counted', old_rev} end
  local why = why_shut(keys[1], poll, run)
  if why then return {'shut', why} end
  if old_rev >= rev then return {'behind', old_rev} end
  for name, increment in pairs(cjson.decode(old_marks)) do add(keys[3], name, -increment) end
  for name, increment in pairs(cjson.decode(argv[6])) do add(keys[3], name, increment) end
  redis.call('HSET', keys[2], participant, argv[4] .. '\n' .. argv[6] .. '\n' .. ballot)
  redis.call('INCR', keys[4])
  return {'counted', rev}
end

redis.register_function(library .. '_cast', cast)
