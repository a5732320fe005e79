@NullMarked
package com.flowex.risk.run;

import org.jspecify.annotations.NullMarked;
