@NullMarked
package com.flowex.risk.bar;

import org.jspecify.annotations.NullMarked;
