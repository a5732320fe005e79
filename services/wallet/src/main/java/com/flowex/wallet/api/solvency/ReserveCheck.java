package com.flowex.wallet.api.solvency;

import com.flowex.custody.ReserveMessage;
import com.flowex.custody.connector.ReserveSignatureVerifier;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.store.solvency.Attestation;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Check of published reserves from the publication alone. The balances themselves have to be looked up on the chain, at
 * the block that is named.
 */
final class ReserveCheck {

    private ReserveCheck() {}

    /**
     * Returns why reserves do not hold; empty if they do.
     *
     * @param reserved published total of the reserves
     */
    static Optional<String> problem(Attestation claim, String reserved, List<SolvencyBody.ReserveBody> reserves) {
        Scale scale = new Scale(claim.scale());
        BigInteger sum = BigInteger.ZERO;
        Set<String> places = new HashSet<>();
        for (SolvencyBody.ReserveBody reserve : reserves) {
            try {
                ReserveMessage message = ReserveMessage.parse(reserve.message());
                String wrong = wrong(claim, message, reserve, scale);
                if (wrong != null) {
                    return Optional.of(wrong);
                }
                if (!places.add(message.network() + " " + message.address())) {
                    return Optional.of("the address " + message.address() + " is shown twice");
                }
                sum = sum.add(inLedger(message, scale));
            } catch (IllegalArgumentException e) {
                return Optional.of("what is said of " + reserve.address() + " cannot be checked: " + e.getMessage());
            }
        }
        return Decimals.format(sum, scale).equals(reserved)
                ? Optional.empty()
                : Optional.of("the reserves come to " + Decimals.format(sum, scale) + ", not to " + reserved);
    }

    private static @Nullable String wrong(
            Attestation claim, ReserveMessage message, SolvencyBody.ReserveBody reserve, Scale scale) {
        if (message.tenant() != claim.tenant()
                || !message.asset().equals(claim.asset())
                || message.sequence() != claim.sequence()
                || !message.root().equals(claim.root())) {
            return "what " + reserve.address() + " signed is for another claim";
        }
        if (!message.network().equals(reserve.network())
                || !message.address().equals(reserve.address())
                || !Decimals.format(inLedger(message, scale), scale).equals(reserve.amount())) {
            return "what is shown of " + reserve.address() + " is not what it signed";
        }
        return ReserveSignatureVerifier.isSigned(message, reserve.signature())
                ? null
                : "what is said of " + reserve.address() + " is not signed by its key";
    }

    /** Returns the amount in ledger units, rounded down. */
    static BigInteger inLedger(ReserveMessage message, Scale scale) {
        int more = message.decimals() - scale.places();
        return more >= 0
                ? message.units().divide(BigInteger.TEN.pow(more))
                : message.units().multiply(BigInteger.TEN.pow(-more));
    }
}
