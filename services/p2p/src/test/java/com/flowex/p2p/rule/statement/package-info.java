@NullMarked
package com.flowex.p2p.rule.statement;

import org.jspecify.annotations.NullMarked;
