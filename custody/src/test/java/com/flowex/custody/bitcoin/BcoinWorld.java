package com.flowex.custody.bitcoin;

import com.flowex.custody.Coin;
import com.flowex.custody.Network;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.chain.Receipt;
import com.flowex.custody.contract.NodeProcess;
import com.flowex.custody.contract.World;
import com.flowex.custody.key.Seed;
import com.flowex.custody.node.NodeRpc;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.BitcoinNetwork;

/** A real Bitcoin node with a network of its own. */
public final class BcoinWorld implements World {

    static final Network NETWORK = new Network("bitcoin", "Bitcoin", 84, 1, 2, 4, false);
    static final Coin BITCOIN = new Coin("bitcoin", "BTC", Coin.NATIVE, 8);

    private static final BitcoinScheme SCHEME = new BitcoinScheme(NETWORK, BitcoinNetwork.REGTEST, BITCOIN);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final NodeProcess process;
    private final NodeRpc rpc;
    private final BitcoinChain chain;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Block> read = new ArrayList<>();

    public BcoinWorld() {
        process = NodeProcess.start("bitcoin.js", "bcoin");
        rpc = rpc();
        chain = new BitcoinChain(SCHEME, rpc(), this::paid);
        read.add(chain.tip());
    }

    private NodeRpc rpc() {
        return new NodeRpc("bitcoin", url(), TIMEOUT);
    }

    /** As the wallet does: all receipts of all blocks, those of blocks that are gone too. */
    private List<ReceivedOutputs.Outpoint> paid(String address) {
        while (!chain.block(read.getLast().height()).equals(Optional.of(read.getLast()))) {
            read.removeLast();
        }
        while (chain.block(read.getLast().height() + 1).isPresent()) {
            Block next = chain.block(read.getLast().height() + 1).orElseThrow();
            receipts.addAll(chain.receipts(next).orElseThrow());
            read.add(next);
        }
        return receipts.stream()
                .filter(receipt -> receipt.to().equals(address))
                .map(receipt -> new ReceivedOutputs.Outpoint(receipt.transaction(), receipt.index()))
                .distinct()
                .toList();
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
        return List.of(BITCOIN);
    }

    @Override
    public String foreign() {
        return "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
    }

    @Override
    public void mine(int blocks) {
        rpc.call("mine", blocks);
    }

    @Override
    public void fund(String address, Coin coin, BigInteger units) {
        // By its script: this node writes addresses of regtest in a way of its own.
        String script = HexFormat.of().formatHex(SCHEME.script(address).program());
        rpc.call("fund", script, units.longValueExact());
    }

    @Override
    public void reorg(int blocks) {
        rpc.call("reorg", blocks);
    }

    @Override
    public void close() {
        chain.close();
        rpc.close();
        process.close();
    }
}
