-- Count one ballot: old marks off, new marks on, turnout and version moved; or say why not.
--
-- KEYS   1 session  2 run
-- ARGV   1 poll  2 run  3 participant  4 rev  5 ballot (JSON)  6 marks (JSON object, name to increment)
-- Reply  {"counted", rev} | {"behind", rev} | {"shut", "draft" | "closed" | "gone" | "reset"}
--
-- Invariant: marks and turnout are sum and number of all ballots (each: rev, marks, ballot on a line); every
-- mark that ever was is named in a chunk of 64. One HSET writes it all: two writes are a transaction in the
-- append-only file, and one that a crash cut short is half repaired by Redis and counted at the next start.

local function why_shut(session, poll, run)
  local line = redis.call('HGET', session, 'phase:' .. poll) or 'gone 0'
  local phase, current = string.match(line, '^(%a+) (%d+)$')
  if phase == 'gone' then return phase end
  if current ~= run then return 'reset' end
  return phase ~= 'open' and phase or nil
end

local function differences(old, new)
  local by = cjson.decode(new)
  for name, increment in pairs(cjson.decode(old)) do by[name] = (by[name] or 0) - increment end
  return by
end

local function name_mark(run, chunks, names, name)
  local field = 'names:' .. math.floor(names / 64)
  local chunk = chunks[field] or redis.call('HGET', run, field)
  chunks[field] = (chunk and chunk .. ',' or '') .. cjson.encode(name)
  return names + 1
end

local function write(run, participant, line, by, is_first)
  local version, turnout, names = unpack(redis.call('HMGET', run, 'version', 'turnout', 'names'))
  local fields, chunks = {'ballot:' .. participant, line, 'version', (version or 0) + 1}, {}
  names = tonumber(names or 0)
  for name, increment in pairs(by) do
    local sum = redis.call('HGET', run, 'mark:' .. name)
    if not sum then names = name_mark(run, chunks, names, name) end
    fields[#fields + 1], fields[#fields + 2] = 'mark:' .. name, (sum or 0) + increment
  end
  for field, chunk in pairs(chunks) do fields[#fields + 1], fields[#fields + 2] = field, chunk end
  redis.call('HSET', run, 'turnout', (turnout or 0) + is_first, 'names', names, unpack(fields))
end

local function cast(keys, argv)
  local poll, run, participant, rev, ballot = argv[1], argv[2], argv[3], tonumber(argv[4]), argv[5]
  local stored = redis.call('HGET', keys[2], 'ballot:' .. participant)
  local old_rev, old_marks, old_ballot = string.match(stored or '0\n{}\n', '^(%d+)\n([^\n]*)\n(.*)$')
  old_rev = tonumber(old_rev)
  -- First of all, so that a repeated delivery is acknowledged even after the close.
  if old_rev >= rev and old_ballot == ballot then return {'counted', old_rev} end
  local why = why_shut(keys[1], poll, run)
  if why then return {'shut', why} end
  if old_rev >= rev then return {'behind', old_rev} end
  local line = argv[4] .. '\n' .. argv[6] .. '\n' .. ballot
  write(keys[2], participant, line, differences(old_marks, argv[6]), stored and 0 or 1)
  return {'counted', rev}
end

redis.register_function(library .. '_cast', cast)
