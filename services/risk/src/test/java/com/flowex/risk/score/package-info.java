@NullMarked
package com.flowex.risk.score;

import org.jspecify.annotations.NullMarked;
