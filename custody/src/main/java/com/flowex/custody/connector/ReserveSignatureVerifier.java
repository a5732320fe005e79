package com.flowex.custody.connector;

import com.flowex.custody.Coin;
import com.flowex.custody.Network;
import com.flowex.custody.ReserveMessage;
import com.flowex.custody.Scheme;
import com.flowex.custody.ethereum.EthereumScheme;
import com.flowex.custody.simulated.SimulatedScheme;
import java.util.Arrays;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;

/**
 * Verifier of reserve messages, independent of settings: an address itself shows which of a network's variants it
 * belongs to.
 */
public final class ReserveSignatureVerifier {

    private ReserveSignatureVerifier() {}

    /**
     * Returns true if the key of the message's own address signed it.
     *
     * @throws IllegalArgumentException if the network is unknown
     */
    public static boolean isSigned(ReserveMessage message, String signature) {
        return schemes(message.network()).stream()
                .anyMatch(scheme -> scheme.isSigned(message.text(), message.address(), signature));
    }

    private static List<? extends Scheme> schemes(String network) {
        return switch (network) {
            case Connectors.BITCOIN ->
                Arrays.stream(BitcoinNetwork.values())
                        .map(kind -> Connectors.bitcoin(kind, 1, 1))
                        .toList();
            case EthereumSettings.CODE ->
                List.of(new EthereumScheme(
                        new Network(network, network, 1, 1, 1, 1, false),
                        1,
                        List.of(new Coin(network, "ETH", Coin.NATIVE, Connectors.ETHER_DECIMALS))));
            case SimulatedScheme.CODE -> List.of(new SimulatedScheme(1));
            default -> throw new IllegalArgumentException("no network " + network + " is known");
        };
    }
}
