package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.flowex.custody.PrivateKeys;
import com.flowex.custody.key.Seed;
import com.tngtech.archunit.lang.ArchRule;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/** {@link Rules} of money on chains. */
final class CustodyRules {

    static final ArchRule CUSTODY_KNOWS_CHAINS_AND_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage("com.flowex.custody..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.domain..",
                    "com.flowex.engine..",
                    "com.flowex.protocol..",
                    "com.flowex.cluster..",
                    "com.flowex.audit..",
                    "com.flowex.orderentry..",
                    "com.flowex.access..",
                    "com.flowex.identity..",
                    "com.flowex.trading..",
                    "com.flowex.marketdata..",
                    "com.flowex.wallet..",
                    "com.flowex.tenants..",
                    "com.flowex.operations..",
                    "com.flowex.risk..",
                    "com.flowex.listings..",
                    "com.flowex.strategies..",
                    "com.flowex.p2p..",
                    "com.flowex.app..")
            .because("a connector moves the requested amounts, and cannot know their owners (ADR 0095)");

    static final ArchRule ONLY_CUSTODY_KNOWS_THE_LIBRARIES_OF_CHAINS = noClasses()
            .that()
            .resideOutsideOfPackage("com.flowex.custody..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bitcoinj..", "org.web3j..")
            .because("a network is known by Chain and Scheme, whichever library makes its bytes (ADR 0095)");

    static final ArchRule ONLY_KEYS_ARE_DERIVED_FROM_A_SEED = noClasses()
            .that()
            .resideOutsideOfPackage("com.flowex.custody.key..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(DeterministicKey.class, HDKeyDerivation.class)
            .orShould()
            .callConstructor(Seed.class, byte[].class)
            .because("whoever can derive one private key can derive all (ADR 0096)");

    static final ArchRule ONLY_A_SCHEME_TAKES_A_PRIVATE_KEY = noClasses()
            .that()
            .haveNameNotMatching("com\\.flowex\\.custody\\.\\w+\\.\\w*Scheme")
            .should()
            .callMethod(PrivateKeys.class, "secret", com.flowex.custody.KeyPath.class)
            .because("a key is taken to sign, and erased where it was taken (ADR 0096)");

    private CustodyRules() {}
}
