process.send?.('started', () => {
  for (;;);
});
