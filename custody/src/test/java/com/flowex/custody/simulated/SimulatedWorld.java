package com.flowex.custody.simulated;

import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.contract.World;
import com.flowex.custody.key.Seed;
import com.flowex.platform.Platform;
import com.flowex.platform.testing.TestPlatform;
import java.math.BigInteger;
import java.util.List;

/** The chain that only pretends, in a database of its own, with blocks when they are asked for. */
final class SimulatedWorld implements World {

    private static final int CONFIRMATIONS = 2;

    private final Platform platform = TestPlatform.fresh();
    private final SimulatedChain chain = new SimulatedChain(platform, CONFIRMATIONS);
    private int funded;

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public PrivateKeys keys() {
        return new Seed(new byte[32]).keys(chain.scheme().network());
    }

    /** Each is a token: the chain's own coin pays fees only, and no payer runs out of it. */
    @Override
    public List<Coin> coins() {
        return List.of(
                chain.scheme().coin("BTC").orElseThrow(),
                chain.scheme().coin("USDT").orElseThrow());
    }

    @Override
    public String foreign() {
        return "bcrt1qcr8te4kr609gcawutmrza0j4xv80jy8zeqchgx";
    }

    @Override
    public void mine(int blocks) {
        chain.mine(blocks);
    }

    @Override
    public void fund(String address, Coin coin, BigInteger units) {
        funded++;
        chain.fund("fund " + funded, new Payment(address, coin, units, ""), 1);
    }

    @Override
    public void reorg(int blocks) {
        chain.reorganize(blocks, _ -> false);
    }

    @Override
    public void close() {
        chain.close();
        platform.close();
    }
}
