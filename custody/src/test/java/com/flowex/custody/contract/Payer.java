package com.flowex.custody.contract;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.chain.PaymentOrder.SourceAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A payer with a key and a fresh address. */
record Payer(World world, KeyPath path, String address) {

    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final int FEES = 20;

    static Payer next(World world) {
        KeyPath path = KeyPath.hot(TENANTS.incrementAndGet());
        return new Payer(
                world, path, world.chain().scheme().address(world.keys().publicKey(path)));
    }

    /** A thousandth of a coin. */
    static BigInteger units(Coin coin) {
        return BigInteger.TEN.pow(coin.decimals() - 3);
    }

    /** Gets ten payments' worth, and fees. */
    void fund(Coin coin) {
        Coin own = world.coins().getFirst();
        if (!coin.isNative()) {
            world.fund(address, own, feeMax(coin));
        }
        BigInteger fees = coin.isNative() ? feeMax(coin) : BigInteger.ZERO;
        world.fund(address, coin, units(coin).multiply(BigInteger.TEN).add(fees));
    }

    BigInteger feeMax(Coin coin) {
        return world.chain().fee(coin).multiply(BigInteger.valueOf(FEES));
    }

    BigInteger wealth(Coin coin) {
        return world.chain().balance(address, coin);
    }

    Draft draft(Coin coin, String to, Set<String> claimed) {
        return draft(coin, to, feeMax(coin), claimed);
    }

    Draft draft(Coin coin, String to, BigInteger feeMax, Set<String> claimed) {
        return world.chain()
                .draft(new PaymentOrder(
                        List.of(new SourceAddress(path, address)),
                        address,
                        List.of(new Payment(to, coin, units(coin), "")),
                        feeMax,
                        claimed));
    }

    Signed sign(Draft draft) {
        return world.chain().scheme().sign(draft, world.keys());
    }
}
