package com.flowex.custody.bitcoin;

import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import com.flowex.custody.chain.CannotPayException;
import com.flowex.custody.chain.CannotPayException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bitcoinj.base.Coin;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.script.Script;

/** Coin selection: the largest outputs first and as few as possible, for a small fee. */
final class CoinSelection {

    /** Weights of a P2WPKH input and of a transaction's fixed parts; four units are one paid byte. */
    private static final long INPUT_WEIGHT = 4 * 41 + 109;

    private static final long REST_WEIGHT = 4 * 14 + 2;
    private static final int WEIGHT_OF_BYTE = 4;

    /** Keeps a transaction far below the size that nodes forward. */
    private static final int INPUTS_MAX = 300;

    /** Sequence number that permits replacement by a higher fee (BIP-125). */
    private static final long REPLACEABLE = 0xfffffffdL;

    private final BitcoinScheme scheme;
    private final Script changeScript;
    private final List<Payment> payments;
    private final long satoshiPerByte;

    CoinSelection(BitcoinScheme scheme, List<Payment> payments, String change, long satoshiPerByte) {
        this.scheme = scheme;
        this.payments = payments;
        this.changeScript = scheme.script(change);
        this.satoshiPerByte = satoshiPerByte;
    }

    /** An output that can be spent now. */
    record Spendable(Outpoint output, KeyPath key, long satoshi) {}

    /** Result of the selection; {@code change} is the index of the change output, or {@link Psbt#NO_CHANGE}. */
    record SelectedCoins(Transaction transaction, List<Spendable> inputs, int change) {}

    SelectedCoins choose(List<Spendable> from) {
        List<Spendable> largestFirst = new ArrayList<>(from);
        largestFirst.sort(Comparator.comparingLong(Spendable::satoshi)
                .reversed()
                .thenComparing(spendable -> spendable.output().claim()));
        List<TransactionOutput> outputs = outputs();
        long paid = outputs.stream()
                .mapToLong(output -> output.getValue().getValue())
                .reduce(0, Math::addExact);
        List<Spendable> inputs = new ArrayList<>();
        long sum = 0;
        for (Spendable next : largestFirst) {
            if (inputs.size() == INPUTS_MAX) {
                break;
            }
            inputs.add(next);
            sum = Math.addExact(sum, next.satoshi());
            if (sum >= Math.addExact(paid, fee(inputs.size(), outputs))) {
                return made(inputs, outputs, sum - paid);
            }
        }
        throw new CannotPayException(
                Reason.TOO_LITTLE,
                "its " + from.size() + " outputs that can be spent now do not make up " + paid
                        + " satoshi and the fee");
    }

    private List<TransactionOutput> outputs() {
        List<TransactionOutput> outputs = new ArrayList<>();
        for (Payment payment : payments) {
            Coin value = Coin.valueOf(payment.units().longValueExact());
            TransactionOutput output = new TransactionOutput(
                    null, value, scheme.script(payment.to()).program());
            if (output.isDust()) {
                throw new CannotPayException(
                        Reason.DUST,
                        "the network forwards no payment below "
                                + output.getMinNonDustValue().getValue() + " satoshi to this address");
            }
            outputs.add(output);
        }
        return outputs;
    }

    private SelectedCoins made(List<Spendable> inputs, List<TransactionOutput> outputs, long rest) {
        List<TransactionOutput> all = new ArrayList<>(outputs);
        TransactionOutput back = new TransactionOutput(null, Coin.valueOf(rest), changeScript.program());
        all.add(back);
        long left = rest - fee(inputs.size(), all);
        int change = Psbt.NO_CHANGE;
        if (left >= back.getMinNonDustValue().getValue()) {
            change = outputs.size();
            all.set(change, new TransactionOutput(null, Coin.valueOf(left), changeScript.program()));
        } else {
            all.removeLast();
        }
        return new SelectedCoins(
                transaction(inputs.stream().map(Spendable::output).toList(), all), List.copyOf(inputs), change);
    }

    /** Returns the unsigned transaction. */
    static Transaction transaction(List<Outpoint> inputs, List<TransactionOutput> outputs) {
        Transaction transaction = new Transaction();
        transaction.setVersion(2);
        for (Outpoint input : inputs) {
            TransactionOutPoint spent =
                    new TransactionOutPoint(input.index(), org.bitcoinj.base.Sha256Hash.wrap(input.transaction()));
            transaction.addInput(new TransactionInput(transaction, new byte[0], spent, REPLACEABLE));
        }
        for (TransactionOutput output : outputs) {
            transaction.addOutput(output.getValue(), Script.parse(output.getScriptBytes()));
        }
        return transaction;
    }

    private long fee(int inputs, List<TransactionOutput> outputs) {
        return satoshiPerByte * bytes(inputs, outputs);
    }

    /** Returns the size in bytes that the fee is paid for. */
    static long bytes(int inputs, List<TransactionOutput> outputs) {
        long weight = REST_WEIGHT + inputs * INPUT_WEIGHT;
        for (TransactionOutput output : outputs) {
            weight += WEIGHT_OF_BYTE * (long) (8 + 1 + output.getScriptBytes().length);
        }
        return (weight + WEIGHT_OF_BYTE - 1) / WEIGHT_OF_BYTE;
    }
}
