// An Ethereum node with one rich account and one token, for tests. Blocks are mined when asked (evm_mine). It listens on a
// free port, says "ready PORT TOKEN", and ends with its standard input.
'use strict';

const http = require('node:http');
const {network} = require('hardhat');
const token = require('@openzeppelin/contracts/build/contracts/ERC20PresetFixedSupply.json');

const WORD = 64;
const word = (number) => BigInt(number).toString(16).padStart(WORD, '0');
const text = (words) => word(words.length) + Buffer.from(words).toString('hex').padEnd(WORD, '0');
const ask = (method, params = []) => network.provider.request({method, params});

async function deploy() {
    const [owner] = await ask('eth_accounts');
    const supply = 10n ** 30n;
    const constructor = word(4 * 32) + word(6 * 32) + word(supply) + word(owner) + text('Test Dollar') + text('USDT');
    const transaction = await ask('eth_sendTransaction', [{from: owner, data: token.bytecode + constructor, gas: '0x300000'}]);
    await ask('evm_mine');
    const receipt = await ask('eth_getTransactionReceipt', [transaction]);
    if (receipt.status !== '0x1') throw new Error('the token was not made');
    return receipt.contractAddress;
}

async function answer(question) {
    const {id, method, params} = JSON.parse(question);
    try {
        return {jsonrpc: '2.0', id, result: await ask(method, params)};
    } catch (fault) {
        return {jsonrpc: '2.0', id, error: {code: fault.code ?? -32603, message: fault.message}};
    }
}

async function main() {
    const contract = await deploy();
    const server = http.createServer(async (request, response) => {
        const parts = [];
        for await (const part of request) parts.push(part);
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(await answer(Buffer.concat(parts))));
    });
    process.stdin.on('end', () => process.exit(0)).resume();
    server.listen(0, '127.0.0.1', () => console.log(`ready ${server.address().port} ${contract}`));
}

main().catch((fault) => {
    console.error(fault);
    process.exit(1);
});
