package com.flowex.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.ArchRule;

/** {@link Rules} of the door for clients of Binance. */
final class DoorRules {

    static final ArchRule A_DOOR_KEEPS_NOTHING_OF_THE_EXCHANGES = noClasses()
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
                    "it is other words for the desk and for the services' views: no second book, no second logic (ADR 0128)");

    static final ArchRule NOBODY_KNOWS_A_DOOR = noClasses()
            .that()
            .resideOutsideOfPackages("com.flowex.binance..", "com.flowex.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.flowex.binance..")
            .because("what is decided does not depend on who asks");

    static final ArchRule A_DOOR_COUNTS_NO_MONEY_IN_FLOATING_POINT = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("com.flowex.binance..")
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .because("0.1 + 0.2 is not 0.3 in floating point");

    private DoorRules() {}
}
