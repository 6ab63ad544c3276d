-- For wrk: sends the requests of a file in turn, as they stand there, each ended by the character 30; of a second file, if there is one,
-- one request after each 500, none twice. Ends with one line of JSON.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

local function requestsIn(name)
    local found = {}
    local file = assert(io.open(name, "rb"))
    for request in file:read("*a"):gmatch("([^\30]+)\30") do found[#found + 1] = request end
    file:close()
    return found
end

function init(args)
    reads = requestsIn(args[1])
    writes = args[2] and requestsIn(args[2]) or {}
    -- Threads begin at different places, and take the writes in turns.
    place = number * math.floor(#reads / 2)
    nextWrite = number + 1
    sent, written, lacking = 0, 0, 0
end

function request()
    sent = sent + 1
    if #writes > 0 and sent % 501 == 0 then
        local write = writes[nextWrite]
        nextWrite = nextWrite + 2
        if write then
            written = written + 1
            return write
        end
        lacking = lacking + 1
    end
    place = place % #reads + 1
    return reads[place]
end

function done(summary, latency)
    local writesSent, writesLacking = 0, 0
    for _, thread in ipairs(threads) do
        writesSent = writesSent + thread:get("written")
        writesLacking = writesLacking + thread:get("lacking")
    end
    local errors = summary.errors
    io.write(string.format(
        '\n{"requests":%d,"micros":%d,"bytes":%d,"p50":%.0f,"p99":%.0f,"written":%d,"lacking":%d,"refused":%d,"broken":%d}\n',
        summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), writesSent, writesLacking,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
