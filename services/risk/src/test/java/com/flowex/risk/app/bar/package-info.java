@NullMarked
package com.flowex.risk.app.bar;

import org.jspecify.annotations.NullMarked;
