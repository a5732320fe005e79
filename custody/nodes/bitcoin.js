// A Bitcoin node of a network of its own (regtest) for tests, in memory, with a rich miner. Beside the node's own calls:
//   mine COUNT            blocks with all that waits
//   fund SCRIPT SATOSHI   the miner pays, and it is mined
//   reorg COUNT           one block more than COUNT on top of the block below them
// It listens on a free port, says "ready PORT", and ends with its standard input.
'use strict';

// Nothing native is built: the database on disk is not needed, all is in memory, and a hash has its browser's form.
const Module = require('node:module');
const load = Module._load;
const INSTEAD = {leveldown: () => class {}, './murmur3': () => load(require.resolve('mrmr/lib/murmur3-browser.js'))};
Module._load = (name, ...rest) => (INSTEAD[name] ? INSTEAD[name]() : load(name, ...rest));

const http = require('node:http');
const FullNode = require('bcoin/lib/node/fullnode');
const KeyRing = require('bcoin/lib/primitives/keyring');
const MTX = require('bcoin/lib/primitives/mtx');
const TX = require('bcoin/lib/primitives/tx');
const Script = require('bcoin/lib/script/script');

const WITNESS_FROM = 433;
const MATURITY = 100;
const FEE = 10_000;

const node = new FullNode({
    network: 'regtest', memory: true, workers: false, listen: false, indexTX: true, httpPort: 0, logLevel: 'error',
});
const miner = KeyRing.generate('regtest');
const rewards = [];

async function add(onto) {
    const block = await node.miner.cpu.mineBlock(onto, miner.getAddress());
    const entry = await node.chain.add(block);
    if (!entry) throw new Error('the block was not taken');
    rewards.push({hash: block.txs[0].hash('hex'), height: entry.height});
    return entry;
}

async function mine(count) {
    for (let i = 0; i < count; i++) await add(node.chain.tip);
}

async function fund(script, satoshi) {
    const payment = new MTX();
    payment.addOutput({script: Script.fromRaw(script, 'hex'), value: satoshi});
    let sum = 0;
    while (sum < satoshi + FEE) {
        const reward = rewards.shift();
        if (!reward || reward.height + MATURITY > node.chain.height) throw new Error('the miner has nothing more');
        const coin = await node.chain.getCoin(reward.hash, 0);
        if (!coin) continue;
        payment.addCoin(coin);
        sum += coin.value;
    }
    payment.addOutput(miner.getAddress(), sum - satoshi - FEE);
    payment.sign(miner);
    await node.mempool.addTX(payment.toTX());
    await mine(1);
}

async function reorg(count) {
    let entry = await node.chain.getEntry(node.chain.height - count);
    for (let i = 0; i <= count; i++) entry = await add(entry);
}

// The node itself answers before it has looked, and knows no replacement; Bitcoin Core says no at once, and takes a higher
// fee (BIP-125).
async function send(hex) {
    const transaction = TX.fromRaw(Buffer.from(hex, 'hex'));
    const view = await node.mempool.getCoinView(transaction);
    const fee = transaction.getFee(view);
    for (const {prevout} of transaction.inputs) {
        const rival = node.mempool.getSpent(prevout.hash, prevout.index);
        if (rival && rival.hash !== transaction.hash('hex')) {
            if (fee < rival.fee + transaction.getVirtualSize()) throw {code: -26, message: 'insufficient fee'};
            node.mempool.evictEntry(rival);
        }
    }
    try {
        const missing = await node.mempool.addTX(transaction);
        if (missing) throw {code: -25, message: 'bad-txns-inputs-missingorspent'};
    } catch (fault) {
        throw fault.reason ? {code: -26, message: fault.reason} : fault;
    }
    return transaction.txid();
}

const OWN = {mine: ([count]) => mine(count), fund: ([script, satoshi]) => fund(script, satoshi), reorg: ([count]) => reorg(count),
    sendrawtransaction: ([hex]) => send(hex)};

async function answer(question) {
    const {id, method, params} = JSON.parse(question);
    try {
        const result = OWN[method] ? await OWN[method](params) : await node.rpc.execute({method, params});
        return {id, result: result ?? null};
    } catch (fault) {
        return {id, error: {code: fault.code ?? -1, message: String(fault.message)}};
    }
}

async function main() {
    await node.ensure();
    await node.open();
    node.mempool.options.replaceByFee = true;
    await mine(WITNESS_FROM);
    const server = http.createServer(async (request, response) => {
        const parts = [];
        for await (const part of request) parts.push(part);
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(await answer(Buffer.concat(parts))));
    });
    process.stdin.on('end', () => process.exit(0)).resume();
    server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port}`));
}

main().catch((fault) => {
    console.error(fault);
    process.exit(1);
});
