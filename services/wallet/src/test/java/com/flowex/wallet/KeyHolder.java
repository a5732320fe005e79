package com.flowex.wallet;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.Signed;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.custody.key.Seed;
import com.flowex.custody.simulated.SimulatedChain;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** A holder of the keys, who pays past everything that counts it. */
record KeyHolder(SimulatedChain chain, Seed seed) {

    /** Key of the cold address. */
    static final KeyPath COLD = KeyPath.deposit(4_000_001, 0);

    String address(KeyPath path) {
        return chain.scheme().address(keys().publicKey(path));
    }

    private PrivateKeys keys() {
        return seed.keys(chain.scheme().network());
    }

    /** The transaction. */
    String pay(KeyPath from, String to, String currency, BigInteger chainUnits) {
        Coin coin = chain.scheme().coin(currency).orElseThrow();
        PaymentOrder.SourceAddress sourceAddress = new PaymentOrder.SourceAddress(from, address(from));
        Draft draft = chain.draft(new PaymentOrder(
                List.of(sourceAddress),
                sourceAddress.address(),
                List.of(new Payment(to, coin, chainUnits, "")),
                BigInteger.TEN.pow(30),
                Set.of()));
        Signed signed = chain.scheme().sign(draft, keys());
        chain.send(signed);
        return signed.transaction();
    }
}
