package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.ArchRule;

/** {@link Rules} of the adapter for clients of Binance. */
final class AdapterRules {

    static final ArchRule ADAPTERS_KEEP_NO_STATE_OF_THE_EXCHANGE = noClasses()
            .that()
            .resideInAPackage("com.flowex.binance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.flowex.engine..",
                    "com.flowex.protocol..",
                    "com.flowex.cluster..",
                    "com.flowex.identity..",
                    "com.flowex.tenants..",
                    "com.flowex.operations..",
                    "com.flowex.risk..",
                    "com.flowex.listings..",
                    "com.flowex.strategies..",
                    "com.flowex.p2p..",
                    "com.flowex.app..",
                    "java.sql..")
            .because(
                    "it is another interface to order entry and to the services' views: no second book, no second logic (ADR 0128)");

    static final ArchRule NO_OTHER_MODULE_KNOWS_AN_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackages("com.flowex.binance..", "com.flowex.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.binance..")
            .because("a decision does not depend on the interface of its request");

    static final ArchRule ADAPTERS_COUNT_NO_MONEY_IN_FLOATING_POINT = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("com.flowex.binance..")
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .because("0.1 + 0.2 is not 0.3 in floating point");

    private AdapterRules() {}
}
