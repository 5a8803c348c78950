"""What is true of Mitra without a chat window, plus the engine room."""
