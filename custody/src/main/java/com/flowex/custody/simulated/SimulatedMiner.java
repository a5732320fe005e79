package com.flowex.custody.simulated;

import com.flowex.custody.chain.Block;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.bitcoinj.base.Sha256Hash;

/** Mining of blocks and its reversal. The caller holds the lock. */
final class SimulatedMiner {

    /** Token of the chain's own coin; every address has enough of it. */
    private static final String GAS = "";

    private final SecureRandom random = new SecureRandom();

    /** Mines one block on top of the tip. */
    Block mine(Transaction connection) {
        Block tip = SimulatedChainTables.tip(connection);
        byte[] salt = new byte[8];
        random.nextBytes(salt);
        String seed = tip.hash() + HexFormat.of().formatHex(salt);
        String hash = Sha256Hash.of(seed.getBytes(StandardCharsets.US_ASCII)).toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Block block = new Block(tip.height() + 1, hash, tip.hash(), now);
        SimulatedChainTables.append(connection, block);
        BigInteger floor = SimulatedChainTables.feeFloor(connection);
        for (SimulatedChainTables.StoredTransaction stored : SimulatedChainTables.waiting(connection)) {
            if (isMineable(connection, stored.transaction(), floor)) {
                move(connection, stored.transaction(), BigInteger.ONE);
                SimulatedChainTables.mined(connection, stored.id(), hash);
            }
        }
        return block;
    }

    private static boolean isMineable(Transaction connection, SimulatedTransaction transaction, BigInteger floor) {
        if (transaction.from().isEmpty()) {
            return true;
        }
        return transaction.fee().compareTo(floor) >= 0
                && transaction.nonce() == SimulatedChainTables.nonce(connection, transaction.from())
                && SimulatedChainTables.balance(connection, transaction.from(), transaction.token())
                                .compareTo(transaction.units())
                        >= 0;
    }

    private static void move(Transaction connection, SimulatedTransaction transaction, BigInteger sign) {
        BigInteger units = transaction.units().multiply(sign);
        SimulatedChainTables.change(connection, transaction.to(), transaction.token(), units);
        if (!transaction.from().isEmpty()) {
            SimulatedChainTables.change(connection, transaction.from(), transaction.token(), units.negate());
            SimulatedChainTables.change(
                    connection, transaction.from(), GAS, transaction.fee().multiply(sign.negate()));
            SimulatedChainTables.nonce(
                    connection, transaction.from(), transaction.nonce() + (sign.signum() > 0 ? 1 : 0));
        }
    }

    /** Removes the last blocks. Their transactions wait again. */
    void unmine(Transaction connection, int blocks) {
        for (int i = 0; i < blocks; i++) {
            Block tip = SimulatedChainTables.tip(connection);
            for (SimulatedChainTables.StoredTransaction stored :
                    SimulatedChainTables.of(connection, tip.hash()).reversed()) {
                move(connection, stored.transaction(), BigInteger.ONE.negate());
                SimulatedChainTables.wait(connection, stored.id());
            }
            SimulatedChainTables.replaced(connection, tip.hash());
        }
    }
}
