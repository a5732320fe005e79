@NullMarked
package com.flowex.p2p.rule.abuse;

import org.jspecify.annotations.NullMarked;
