package com.flowex.custody.ethereum;

import com.flowex.custody.Coin;
import com.flowex.custody.Network;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.contract.NodeProcess;
import com.flowex.custody.contract.World;
import com.flowex.custody.key.Seed;
import com.flowex.custody.node.NodeRpc;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A real Ethereum node of its own, with a token. */
public final class HardhatWorld implements World {

    static final Network NETWORK = new Network("ethereum", "Ethereum", 44, 60, 2, 4, false);
    static final Coin ETHER = new Coin("ethereum", "ETH", Coin.NATIVE, 18);
    static final long CHAIN = 1337;

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final NodeProcess process;
    private final NodeRpc rpc;
    private final EthereumChain chain;
    private final List<Coin> coins;
    private final String rich;
    private final Deque<String> snapshots = new ArrayDeque<>();

    public HardhatWorld() {
        process = NodeProcess.start("ethereum.js", "hardhat");
        rpc = rpc();
        coins = List.of(ETHER, new Coin("ethereum", "USDT", EthereumAddress.checksummed(process.word(1)), 18));
        chain = new EthereumChain(new EthereumScheme(NETWORK, CHAIN, coins), rpc());
        rich = rpc.call("eth_accounts").get(0).textValue();
    }

    NodeRpc rpc() {
        return new NodeRpc("ethereum", url(), TIMEOUT);
    }

    /** Where the node is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public PrivateKeys keys() {
        return new Seed(new byte[32]).keys(NETWORK);
    }

    @Override
    public List<Coin> coins() {
        return coins;
    }

    @Override
    public String foreign() {
        return "bcrt1qcr8te4kr609gcawutmrza0j4xv80jy8zeqchgx";
    }

    @Override
    public String mistyped(String address) {
        char last = address.charAt(address.length() - 1);
        return address.substring(0, address.length() - 1) + (last == '0' ? '1' : '0');
    }

    @Override
    public void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            snapshots.push(rpc.call("evm_snapshot").textValue());
            rpc.call("evm_mine");
        }
    }

    @Override
    public void fund(String address, Coin coin, BigInteger units) {
        Map<String, Object> plain = Map.of("from", rich, "to", address, "value", "0x" + units.toString(16));
        Map<String, Object> token = Map.of(
                "from", rich, "to", coin.token(), "data", "0x" + Erc20.transfer(address, units), "gas", "0x30000");
        snapshots.push(rpc.call("evm_snapshot").textValue());
        rpc.call("eth_sendTransaction", coin.isNative() ? plain : token);
        rpc.call("evm_mine");
    }

    @Override
    public void reorg(int blocks) {
        Block tip = chain.tip();
        String before = "";
        for (int i = 0; i < blocks; i++) {
            before = snapshots.pop();
        }
        rpc.call("evm_revert", before);
        // A block with the same content and time would be the same block.
        snapshots.push(rpc.call("evm_snapshot").textValue());
        rpc.call("evm_mine", tip.time().getEpochSecond() + 1);
        mine(blocks);
    }

    @Override
    public void close() {
        chain.close();
        rpc.close();
        process.close();
    }
}
