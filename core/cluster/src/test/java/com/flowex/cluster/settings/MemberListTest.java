package com.flowex.cluster.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberListTest {

    @Test
    void threeNodesAreReadInTheirOrder() {
        MemberList members = MemberList.parse("0=a.example:9100, 1=b.example:9100,2=10.0.0.3:9200");

        assertFalse(members.isAlone());
        assertEquals(3, members.all().size());
        assertEquals("0=a.example:9100,1=b.example:9100,2=10.0.0.3:9200", members.ingress());
        assertEquals(9_206, members.all().get(2).operatorsPort());
        assertTrue(members.endpoints()
                .startsWith("0,a.example:9100,a.example:9101,a.example:9102,a.example:9103,a.example:9104|1,"));
    }

    @Test
    void anAddressOfVersionSixIsInBrackets() {
        MemberList members = MemberList.parse("0=[::1]:9100,1=[fd00::2]:9100,2=c:9100");

        assertTrue(members.ingress().startsWith("0=[::1]:9100,1=[fd00::2]:9100,"), members::ingress);
        assertThrows(IllegalArgumentException.class, () -> MemberList.parse("0=::1:9100,1=b:9100,2=c:9100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0=a:9100",
                "0=a:9100,1=b:9100",
                "0=a:9100,1=b:9100,2=c:9100,3=d:9100",
                "0=a:9100,2=b:9100,1=c:9100",
                "1=a:9100,2=b:9100,3=c:9100",
                "0=a:9100,1=b:9100,2=c",
                "0=a:9100,1=b:9100,2=c:x",
                "0=a:9100,1=b:9100,2=c:80",
                "0=a:9100,1=b:9100,2=c:65530",
                "0=a:9100,1=a:9106,2=c:9100",
                "0=a:9100,1=b b:9100,2=c:9100"
            })
    void malformedMemberListIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> MemberList.parse(text));
    }

    @Test
    void aMemberThatIsNotInTheListIsRefused() {
        MemberList members = MemberList.parse("0=a:9100,1=b:9100,2=c:9100");

        assertThrows(IllegalArgumentException.class, () -> ClusterConfig.at(java.nio.file.Path.of("anywhere"))
                .as(members, 3));
    }
}
