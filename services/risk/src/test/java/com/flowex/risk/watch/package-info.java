@NullMarked
package com.flowex.risk.watch;

import org.jspecify.annotations.NullMarked;
